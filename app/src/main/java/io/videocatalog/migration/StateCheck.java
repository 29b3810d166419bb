package io.videocatalog.migration;

import io.videocatalog.db.StartFailure;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Says in the catalogue's own words why the scripts cannot run on a database, before Flyway says so in its. */
final class StateCheck extends BaseCallback {

    private final Config config;

    StateCheck(Config config) {
        this.config = config;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_VALIDATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return false;
    }

    @Override
    public void handle(Event event, Context context) {
        Flyway same = Flyway.configure().configuration(context.getConfiguration()).callbacks(new Callback[0]).load();
        new Obstacle(config).of(TableState.of(same)).ifPresent(sentence -> {
            throw new StartFailure(sentence);
        });
    }
}
