package io.videocatalog.transfer;

import io.videocatalog.http.Fault;
import io.videocatalog.model.CatalogEntity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows that are written together, and what there is to report of them and those between. */
final class Batch<E extends CatalogEntity> {

    private static final int ROWS = 1000;

    private final List<Candidate<E>> candidates = new ArrayList<>(ROWS);
    private final List<Remark> remarks = new ArrayList<>();
    private final Set<Long> ids = new HashSet<>();
    private int rows;
    private int faults;
    private long lastLine;

    /**
     * A row that has passed every check but those of the database.
     *
     * @param id the one that it has brought; an attempt that fails leaves one of its own making in the entity
     */
    record Candidate<E>(long line, Long id, E entity) {
    }

    private record Remark(long line, boolean rejected, List<Fault> faults) {
    }

    /** Whether it has a row of this id already: two rows with one id must meet in order, since the second replaces what the first has written. */
    boolean has(Long id) {
        return id != null && ids.contains(id);
    }

    void add(long line, E entity) {
        count(line);
        candidates.add(new Candidate<>(line, entity.id, entity));
        if (entity.id != null) {
            ids.add(entity.id);
        }
    }

    void reject(long line, List<Fault> why) {
        count(line);
        remark(line, true, why);
    }

    private void count(long line) {
        rows++;
        lastLine = line;
    }

    /** Says of a row that was added what was cut from it. */
    void truncated(long line, List<Fault> what) {
        remark(line, false, what);
    }

    /** Says of rows that were added that the database does not take them. */
    void refused(List<BatchWriter.Rejected> refused) {
        refused.forEach(row -> remark(row.line(), true, List.of(row.fault())));
    }

    private void remark(long line, boolean rejected, List<Fault> why) {
        remarks.add(new Remark(line, rejected, why));
        faults += why.size();
    }

    List<Candidate<E>> candidates() {
        return candidates;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    /** Whether it is time to write: a batch of faults alone takes room, too. */
    boolean isFull() {
        return rows == ROWS || faults >= ROWS;
    }

    /** Reports what there is to say, in the order of the lines, and counts it. */
    void report(ImportReport report, ImportCounts counts) throws IOException {
        remarks.sort(Comparator.comparingLong(Remark::line));
        for (Remark remark : remarks) {
            if (remark.rejected) {
                counts.rejected++;
                report.rejected(remark.line, remark.faults);
            } else {
                counts.truncated++;
                report.truncated(remark.line, remark.faults);
            }
        }
        if (!isEmpty()) {
            counts.lastSettled = lastLine;
        }
    }
}
