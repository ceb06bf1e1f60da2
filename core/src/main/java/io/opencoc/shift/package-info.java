/**
 * Shift schedules: who is on duty. A scenario has roles; its mode says whether people are on a role day and night ({@code Member}) or take turns,
 * shift by shift ({@code Slot}), its dimension whether that is for everything or for each application, in all regions or in one ({@link
 * io.opencoc.shift.Area}). On top of that somebody may stand in for a time ({@code StandIn}, an override to clients), and two may swap shifts, with
 * the consent of the one who is asked ({@code Swap}).
 *
 * <p>Days and times are kept as the clock shows them in the scenario's time zone, and become instants where they are needed ({@code WallClock}), so that
 * neither a change of the clock nor of a zone's rules opens a gap or doubles a shift. {@link io.opencoc.shift.OnDuty} computes, without I/O, who is
 * on duty; {@link io.opencoc.shift.ShiftService#onDuty} does so for other features within their transaction, from just the rows that the question
 * needs, so that there is no cache that could be behind.
 *
 * <p>Every change takes the scenario's lock, so changes of one scenario come one after the other. What has ended is never changed. At the next instant
 * at which somebody comes or goes a durable timer fires ({@code HandOvers}) and publishes {@link io.opencoc.shift.ShiftEvent}. Calendars of people
 * and scenarios are read by calendar programs at an address of their own ({@code FeedRoutes}).
 *
 * <p>Routes → services → repositories. A swap is asked → accepted | refused | withdrawn.
 */
@NullMarked
package io.opencoc.shift;

import org.jspecify.annotations.NullMarked;
