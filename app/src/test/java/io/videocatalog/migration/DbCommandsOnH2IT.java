package io.videocatalog.migration;

import io.videocatalog.cli.Program;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;

class DbCommandsOnH2IT extends DbCommandsContract {

    @TempDir
    Path home;

    @Override
    Program program() {
        return Program.at(home);
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + home.resolve("catalog"), "sa", "");
    }

    @Override
    String place() {
        return home.resolve("catalog.mv.db").toString();
    }
}
