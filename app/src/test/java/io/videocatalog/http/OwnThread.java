package io.videocatalog.http;

import java.util.concurrent.Executor;

/**
 * A thread for each task, with the class loader of whoever starts it. Those of the common pool have another one, with which
 * REST Assured and Quarkus do not find what belongs to the test.
 */
public final class OwnThread implements Executor {

    @Override
    public void execute(Runnable task) {
        new Thread(task).start();
    }
}
