package io.opencoc.oidc;

/** An identity provider that cannot be called, does not answer, or answers what is not valid. For the log and the trail; never has a secret in it. */
final class ProviderFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProviderFailure(String message) {
        super(message, null, false, false);
    }
}
