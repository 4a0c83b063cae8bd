package app.kasar.http;

import java.util.Optional;

/** What is shown to whoever asks, without a token: nothing of any organization. */
@FunctionalInterface
public interface PublicPages {
    PublicPages NONE = (path, headers) -> Optional.empty();

    /**
     * @param path as sent
     * @return empty where nothing public is
     */
    Optional<Answer> find(String path, Request.Headers headers);
}
