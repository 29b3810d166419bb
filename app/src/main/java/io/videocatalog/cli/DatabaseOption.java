package io.videocatalog.cli;

import picocli.CommandLine.Option;

/** {@code --database-url}, which every command has. */
final class DatabaseOption {

    /** Set as the property that {@code DATABASE_URL} is, too; the launcher has done so already, to keep a password out of the process list. */
    @Option(names = "--database-url", paramLabel = "URL", description = {
            "The database: jdbc:h2:…, jdbc:postgresql:… or postgresql://user:password@host/database.",
            "Default: DATABASE_URL, else an H2 file in the data folder."})
    void setUrl(String url) {
        System.setProperty("database.url", url);
    }
}
