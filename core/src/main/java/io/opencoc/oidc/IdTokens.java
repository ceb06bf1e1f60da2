package io.opencoc.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks id_tokens, after OpenID Connect Core 3.1.3.7. Only signatures by keys that the provider publishes count. */
final class IdTokens {
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final int LEAST_RSA_BITS = 2048;
    private static final int LONGEST_SUBJECT = 255;

    private IdTokens() {}

    /** Reads the token, without believing it. */
    static SignedJWT parse(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
                throw new ProviderFailure("the id_token is signed with "
                        + ProviderClient.shown(jwt.getHeader().getAlgorithm().getName()));
            }
            return jwt;
        } catch (ParseException e) {
            throw new ProviderFailure("the id_token is not a signed JWT");
        }
    }

    /** The claims of a token that is all right; a failure says what is not. */
    static JWTClaimsSet check(SignedJWT token, JWKSet keys, String issuer, String clientId, String nonce, Instant now) {
        try {
            JWK key = key(token.getHeader(), keys);
            if (!token.verify(verifier(key))) {
                throw new ProviderFailure("the signature of the id_token is not right");
            }
            JWTClaimsSet claims = token.getJWTClaimsSet();
            checkParties(claims, issuer, clientId, nonce);
            checkTimes(claims, now);
            return claims;
        } catch (JOSEException | ParseException | IllegalArgumentException e) {
            throw new ProviderFailure(
                    "the id_token cannot be checked: " + e.getClass().getSimpleName());
        }
    }

    private static JWK key(JWSHeader header, JWKSet keys) {
        List<JWK> fitting = keys.getKeys().stream()
                .filter(k -> fits(k, header.getAlgorithm()))
                .filter(k -> header.getKeyID() == null || header.getKeyID().equals(k.getKeyID()))
                .toList();
        if (fitting.size() != 1) {
            throw new ProviderFailure(
                    "the provider has " + fitting.size() + " keys that could have signed the id_token");
        }
        return fitting.getFirst();
    }

    private static boolean fits(JWK key, JWSAlgorithm algorithm) {
        boolean kind = algorithm.equals(JWSAlgorithm.ES256)
                ? key instanceof ECKey ec && ec.getCurve().equals(Curve.P_256)
                : key instanceof RSAKey && key.size() >= LEAST_RSA_BITS;
        return kind
                && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm));
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return key instanceof ECKey ec
                ? new ECDSAVerifier(ec.toECPublicKey())
                : new RSASSAVerifier(((RSAKey) key).toRSAPublicKey());
    }

    private static void checkParties(JWTClaimsSet claims, String issuer, String clientId, String nonce)
            throws ParseException {
        require(issuer.equals(claims.getIssuer()), "iss");
        require(claims.getAudience().contains(clientId), "aud");
        String party = claims.getStringClaim("azp");
        require(party == null ? claims.getAudience().size() == 1 : party.equals(clientId), "azp");
        String given = claims.getStringClaim("nonce");
        require(given != null && same(given, nonce), "nonce");
        String subject = claims.getSubject();
        require(
                subject != null && !subject.isBlank() && subject.length() <= LONGEST_SUBJECT && subject.indexOf(0) < 0,
                "sub");
    }

    private static void checkTimes(JWTClaimsSet claims, Instant now) {
        Date expires = claims.getExpirationTime();
        require(expires != null && expires.toInstant().plus(SKEW).isAfter(now), "exp");
        Date from = claims.getNotBeforeTime();
        require(from == null || !from.toInstant().minus(SKEW).isAfter(now), "nbf");
        Date issued = claims.getIssueTime();
        require(issued != null && !issued.toInstant().minus(SKEW).isAfter(now), "iat");
    }

    private static void require(boolean right, String claim) {
        if (!right) {
            throw new ProviderFailure("the claim " + claim + " of the id_token is not right");
        }
    }

    /** In constant time. */
    static boolean same(@Nullable String a, String b) {
        return a != null
                && MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
