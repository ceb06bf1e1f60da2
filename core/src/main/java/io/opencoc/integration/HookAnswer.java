package io.opencoc.integration;

/**
 * What a sender is answered.
 *
 * @param status HTTP status
 * @param accepted how many alarms were stored
 * @param body may be empty
 */
public record HookAnswer(int status, int accepted, String body) {}
