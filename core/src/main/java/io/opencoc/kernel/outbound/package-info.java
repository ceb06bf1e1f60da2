/**
 * Calls to addresses that people type: {@link io.opencoc.kernel.outbound.AddressGuard} decides where to, {@link
 * io.opencoc.kernel.outbound.OutboundHttp} calls within limits. Nothing else of the server calls a typed address over HTTP.
 */
@NullMarked
package io.opencoc.kernel.outbound;

import org.jspecify.annotations.NullMarked;
