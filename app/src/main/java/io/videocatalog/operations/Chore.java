package io.videocatalog.operations;

/** Something that a running service tidies up from time to time; every bean of this type is called. Replicas do it independently. */
public interface Chore {

    /**
     * Takes away a part of it, in the transaction that is open and so small that it takes no long time; is called again until nothing is left.
     *
     * @return how much; 0 when nothing is left
     */
    long carryOutPart();
}
