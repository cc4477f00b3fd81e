package io.faultline.harness.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.WaitResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Notices when the proxy's container ends, or the engine, in the middle of a trial: then nothing that is seen afterwards
 * says anything about the system under test.
 *
 * <p>Nobody polls: the engine answers one request when the container has ended, and the request breaks when the engine
 * does. The news comes in a thread of the Docker client, once at most, and not after {@link #close}.
 */
final class ProxyWatch implements AutoCloseable {
    private final Consumer<EngineException> news;
    private final Runnable crashed;
    private final End end = new End();
    private volatile boolean told;

    private ProxyWatch(Consumer<EngineException> news, Runnable crashed) {
        this.news = news;
        this.crashed = crashed;
    }

    /**
     * Watches a container that runs.
     *
     * @param crashed told instead of the news when the proxy has failed by itself
     */
    static ProxyWatch over(DockerClient docker, String container, Consumer<EngineException> news, Runnable crashed) {
        ProxyWatch watch = new ProxyWatch(news, crashed);
        docker.waitContainerCmd(container).exec(watch.end);
        return watch;
    }

    private void tell(String sentence) {
        if (!told) {
            told = true;
            news.accept(new EngineException(sentence));
        }
    }

    @Override
    public void close() {
        told = true;
        try {
            end.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class End extends ResultCallback.Adapter<WaitResponse> {
        @Override
        public void onNext(WaitResponse response) {
            if (ProxyContainer.failedByItself(response.getStatusCode()) && !told) {
                told = true;
                crashed.run();
                return;
            }
            tell("the proxy's container ended in the middle of the trial, with exit code " + response.getStatusCode()
                    + ": the trial can't be judged; see who stopped it, and run the trial again");
        }

        @Override
        public void onError(Throwable error) {
            tell("the Docker engine no longer answers, in the middle of the trial: start it again, and let"
                    + " ./faultline doctor --clean remove what the trial has left there");
        }
    }
}
