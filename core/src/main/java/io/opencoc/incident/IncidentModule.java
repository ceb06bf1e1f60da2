package io.opencoc.incident;

import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.Kernel;
import io.opencoc.project.Placement;

/**
 * Builds the feature.
 *
 * @param service for everybody
 * @param steps what people do
 * @param alarms for the router
 * @param counts for the overview
 */
public record IncidentModule(
        IncidentService service, IncidentSteps steps, AlarmIncidents alarms, IncidentCounts counts) {

    public static IncidentModule create(Kernel kernel, Placement placement, EngineerService engineers) {
        IncidentService service = new IncidentService(kernel.database(), kernel.clock(), placement, engineers);
        IncidentSteps steps = new IncidentSteps(kernel.database(), kernel.clock(), placement, service);
        new IncidentRoutes(service, steps, kernel.clock()).bind(kernel.api());
        return new IncidentModule(service, steps, new AlarmIncidents(engineers), new IncidentCounts());
    }
}
