package io.videocatalog.history;

import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * Refuses statements that change rows in bulk, which nobody would be told of: {@code Video.update("…")},
 * {@code Video.delete("…")}, SQL of one's own. What Hibernate writes entity by entity names one id and its version, or inserts values.
 */
@Singleton
@Unremovable
@PersistenceUnitExtension
public class RecordedStatements implements StatementInspector {

    // Hibernate gathers in HTE_videos what a query is to insert into videos.
    private static final Pattern WRITE = Pattern.compile("\\b(?:update|delete\\s+from|insert\\s+into|merge\\s+into)\\s+\"?(?:HTE_)?(\\w+)",
            Pattern.CASE_INSENSITIVE);

    @Override
    public String inspect(String sql) {
        if (!sql.startsWith("select ") && !isOfOneEntity(sql)) {
            WRITE.matcher(sql).results().map(write -> write.group(1).toLowerCase(Locale.ROOT)).filter(RecordedStatements::isRecorded)
                    .findFirst().ifPresent(table -> {
                        throw new BulkChangeException(table);
                    });
        }
        return sql;
    }

    private static boolean isOfOneEntity(String sql) {
        return sql.startsWith("insert into ") && sql.contains(") values (") || sql.endsWith(" where id=? and version=?");
    }

    private static boolean isRecorded(String table) {
        return Arc.container().instance(RecordedEntities.class).get().find(table).isPresent();
    }
}
