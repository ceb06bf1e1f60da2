/**
 * Enterprise projects: what a tenant's things belong to, so that permissions can be given for some of them. Each tenant has a default one, whose
 * id is the tenant's own, for what names none. Features register what they keep in projects with {@link io.opencoc.project.ProjectService#keeps},
 * and ask it where a new or moved thing may go. Routes → {@link io.opencoc.project.ProjectService} →
 * {@link io.opencoc.project.ProjectRepository}.
 */
@NullMarked
package io.opencoc.project;

import org.jspecify.annotations.NullMarked;
