package io.videocatalog.transfer;

/** What has become of the rows of an import, up to now. */
public final class ImportCounts {

    long read;
    long lastSettled;
    long created;
    long updated;
    long rejected;
    long truncated;

    /** Rows that have been read, whatever became of them. */
    public long read() {
        return read;
    }

    /** The line of the last row that has been dealt with for good, as all before it have; 0 when none has. */
    public long lastSettled() {
        return lastSettled;
    }

    public long created() {
        return created;
    }

    public long updated() {
        return updated;
    }

    public long rejected() {
        return rejected;
    }

    /** Rows that were created or updated with a text that was cut. */
    public long truncated() {
        return truncated;
    }

    /** What had been written was undone. */
    void undone() {
        lastSettled = 0;
        created = 0;
        updated = 0;
        truncated = 0;
    }
}
