package io.opencoc.attachment;

import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.UUID;

/**
 * A file of a thing. Immutable.
 *
 * @param name as its uploader called it; safe to show, never part of a path
 * @param size in bytes
 * @param mediaType what its content is
 * @param sha256 of the content, hexadecimal
 */
public record Attachment(
        UUID id, String name, long size, String mediaType, String sha256, Instant createdAt, Person createdBy) {}
