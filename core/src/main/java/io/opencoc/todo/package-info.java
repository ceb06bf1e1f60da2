/**
 * To-dos: tasks that people give to each other. One has owners, who are engineers and users, and a deadline; it goes through
 * {@link io.opencoc.todo.TodoLifecycle the states of the lifecycle}: pending, processing and closed, or cancelled while it is pending. Every step
 * leaves an entry in the history and, besides remarks and files, an {@link io.opencoc.todo.TodoEvent event} in the outbox, in the same transaction.
 *
 * <p>Two things are asked of who acts: a permission, as everywhere, and what they are to the to-do ({@link io.opencoc.todo.Relation}): its owners
 * accept and close it, its creator changes it, both cancel it, and nobody else sees it, but who may {@code coc:todo:listAll}.
 * {@link io.opencoc.todo.TodoService} creates and shows, {@link io.opencoc.todo.TodoSteps} takes the steps of people, each under the to-do's row
 * lock, {@link io.opencoc.todo.TodoDeadlines} tells of those that are open past their deadline, {@link io.opencoc.todo.TodoFiles} says who may do
 * what with their files.
 */
@NullMarked
package io.opencoc.todo;

import org.jspecify.annotations.NullMarked;
