package io.opencoc.attachment;

/**
 * What attachments may take.
 *
 * @param mostBytes of one file
 * @param mostOfThing files of one thing
 * @param mostBytesOfTenant of all files of a tenant
 */
public record AttachmentLimits(long mostBytes, int mostOfThing, long mostBytesOfTenant) {
    private static final long MIB = 1 << 20;

    /** Files of less than 50 MiB, 20 to a thing. */
    public static AttachmentLimits standard(long mostBytesOfTenant) {
        return new AttachmentLimits(50 * MIB - 1, 20, mostBytesOfTenant);
    }
}
