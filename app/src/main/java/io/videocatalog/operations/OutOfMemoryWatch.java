package io.videocatalog.operations;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.videocatalog.http.ProcessHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Ends the process when memory runs out anywhere: also where a library catches the error, which it then logs. A process
 * started with {@code -XX:+ExitOnOutOfMemoryError} ends even sooner, but nothing inside a jar can set that.
 */
@ApplicationScoped
class OutOfMemoryWatch {

    void begin(@Observes StartupEvent started) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Logger.getLogger("").addHandler(new LogWatch());
            Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
                ProcessHealth.exitIfOutOfMemory(failure);
                Logger.getLogger(OutOfMemoryWatch.class.getName()).log(Level.SEVERE, thread.getName() + " failed", failure);
            });
        }
    }

    private static final class LogWatch extends Handler {

        @Override
        public void publish(LogRecord record) {
            ProcessHealth.exitIfOutOfMemory(record.getThrown());
        }

        @Override
        public void flush() {
            // Nothing is kept.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
