package io.videocatalog.migration;

import io.videocatalog.db.StartFailure;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jboss.logging.Logger;

/** Says in the catalogue's own words what scripts do to a database, and why they cannot, before Flyway says so in its. */
final class UpgradeWatch extends BaseCallback {

    private static final Logger LOG = Logger.getLogger("io.videocatalog");

    private final Config config;

    UpgradeWatch(Config config) {
        this.config = config;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_VALIDATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return false;
    }

    @Override
    public void handle(Event event, Context context) {
        if (event == Event.AFTER_EACH_MIGRATE) {
            LOG.infof("The script %s has run", TableState.name(context.getMigrationInfo()));
            return;
        }
        Flyway same = Flyway.configure().configuration(context.getConfiguration()).callbacks(new Callback[0]).load();
        new Obstacle(config).of(TableState.of(same)).ifPresent(sentence -> {
            throw new StartFailure(sentence);
        });
    }
}
