package io.videocatalog.migration;

import io.videocatalog.model.ConstraintNames;
import io.videocatalog.model.User;
import io.videocatalog.model.Video;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;

/** What Hibernate makes of users, videos and studios, configured as the application is. */
final class EntityMetadata {

    private EntityMetadata() {
    }

    static Metadata of(String url, String user) {
        var registry = new StandardServiceRegistryBuilder().applySetting(JdbcSettings.JAKARTA_JDBC_URL, url)
                .applySetting(JdbcSettings.JAKARTA_JDBC_USER, user).applySetting("hibernate.auto_quote_keyword", true).build();
        Metadata metadata = new MetadataSources(registry).addAnnotatedClasses(User.class, Video.class)
                .addResource("io/videocatalog/migration/studio.orm.xml").getMetadataBuilder()
                .applyImplicitNamingStrategy(new ConstraintNames()).applyPhysicalNamingStrategy(new PhysicalNamingStrategySnakeCaseImpl())
                .build();
        try (SessionFactory started = metadata.buildSessionFactory()) {
            return EntityTables.current();
        }
    }
}
