/**
 * Forwarding rules: which alarms become incidents, of what level, whose. Routes → {@link io.opencoc.rule.RuleService} → {@link
 * io.opencoc.rule.RuleRepository}; every change raises the version of the tenant's rules in its own transaction.
 *
 * <p>The router asks {@link io.opencoc.rule.ActiveRules} within its transaction and gets a {@link io.opencoc.rule.RuleSet}: the enabled rules,
 * compiled once and indexed, so that thousands of rules cost an alarm little. The rule of the smallest priority that matches takes the alarm;
 * {@link io.opencoc.rule.CompiledRule#groupKey} says which alarms share an incident. A rule is enabled or disabled, nothing else.
 */
@NullMarked
package io.opencoc.rule;

import org.jspecify.annotations.NullMarked;
