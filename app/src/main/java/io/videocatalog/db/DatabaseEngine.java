package io.videocatalog.db;

import org.hibernate.SessionFactory;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Which of the two engines serves, for what they do in different ways. */
public final class DatabaseEngine {

    private DatabaseEngine() {
    }

    public static boolean isH2(SessionFactory sessions) {
        return sessions.unwrap(SessionFactoryImplementor.class).getJdbcServices().getDialect() instanceof H2Dialect;
    }
}
