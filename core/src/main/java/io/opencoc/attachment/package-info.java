/**
 * Files that belong to things of other features: to-dos, and whatever follows. A feature says who may do what with the files of its things, as an
 * {@link io.opencoc.attachment.AttachmentHost}, and binds {@link io.opencoc.attachment.AttachmentUpload} and
 * {@link io.opencoc.attachment.AttachmentDownload} to operations of its own, so that its own actions guard them.
 *
 * <p>A body is streamed into a temporary file of the {@link io.opencoc.attachment.AttachmentStore}, while its
 * {@link io.opencoc.attachment.ContentCheck content is looked at}; then it is moved to its place, and then its row is written in the transaction
 * that asks the feature again. A removed row's content is deleted after the commit. So a crash at any moment leaves at most content without a
 * row, which nobody sees and {@link io.opencoc.attachment.AttachmentSweep} deletes.
 */
@NullMarked
package io.opencoc.attachment;

import org.jspecify.annotations.NullMarked;
