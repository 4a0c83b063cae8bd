package app.kasar.accounts;

import app.kasar.access.TokenSecret;

/** A new token together with its secret, which cannot be had again. */
public record IssuedToken(ApiToken token, TokenSecret secret) {}
