package io.videocatalog.backup;

/** Is told how far a backup or its restoring is. */
public interface Watch {

    /**
     * Called for every row, and while there are no more rows now and then.
     *
     * @param rows how many have been handled; a row that is restored is handled twice, to check it and to load it
     * @param all about how many it will be; 0 when nobody knows
     * @param doing what is being done, in a word
     */
    void show(long rows, long all, String doing);
}
