package io.videocatalog.transfer;

import io.videocatalog.http.Fault;
import io.videocatalog.http.ProblemException;
import java.io.IOException;
import java.util.List;

/** Where an import tells what becomes of its rows. */
public interface ImportReport {

    /** A row that is not kept. */
    void rejected(long line, List<Fault> faults) throws IOException;

    /** A row that is kept, but for the text that the faults name, which was cut. */
    void truncated(long line, List<Fault> faults) throws IOException;

    /** How far the import is; told often. */
    void progress(ImportCounts counts) throws IOException;

    /**
     * What came of it, told once.
     *
     * @param failure what ended the import early, or null
     */
    void end(ImportCounts counts, ProblemException failure) throws IOException;
}
