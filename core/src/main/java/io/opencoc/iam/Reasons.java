package io.opencoc.iam;

import io.opencoc.api.Text;
import io.opencoc.kernel.access.Access.Outcome;
import io.opencoc.kernel.access.Actor;
import java.util.List;
import java.util.Objects;

/** Decisions in words. */
final class Reasons {
    private Reasons() {}

    static Text disabled() {
        return new Text("The user is disabled and cannot sign in.", "用户已停用，无法登录。");
    }

    static Text operatorOnly() {
        return new Text(
                "This is for users of the tenant " + Actor.OPERATOR + " alone, which runs the server.",
                "仅限运行服务器的租户 " + Actor.OPERATOR + " 的用户。");
    }

    static Text decided(boolean allowed, Simulation.Shown by) {
        Text where = where(by);
        return allowed
                ? new Text("Allowed by " + where.en() + ".", where.zh() + "允许此操作。")
                : new Text(
                        "Denied by " + where.en() + ". A denial goes before every allowance.",
                        where.zh() + "拒绝此操作，拒绝优先于任何允许。");
    }

    /** Why nothing allows it: what comes nearest is named. */
    static Text nothing(String action, List<Simulation.Considered> considered) {
        for (Simulation.Considered c : considered) {
            if (c.outcome() == Outcome.CONDITION_FAILS && c.statement().effect().equals("Allow")) {
                Text where = where(c.statement());
                String failing = Objects.requireNonNull(c.failing());
                return new Text(
                        "Not allowed: " + where.en() + " would allow it, but its condition " + failing
                                + " does not hold.",
                        "未允许：" + where.zh() + "的条件 " + failing + " 不成立。");
            }
        }
        for (Simulation.Considered c : considered) {
            if (c.outcome() == Outcome.OTHER_THING && c.statement().effect().equals("Allow")) {
                Text where = where(c.statement());
                return new Text(
                        "Not allowed: " + where.en() + " allows it for other resources only.",
                        "未允许：" + where.zh() + "仅允许对其他资源执行此操作。");
            }
        }
        return new Text("Not allowed: no policy of the user allows " + action + ".", "未允许：用户的策略均未允许 " + action + "。");
    }

    private static Text where(Simulation.Shown s) {
        int number = s.index() + 1;
        String group = s.group();
        String en = "statement " + number + " of " + s.policy()
                + (group == null ? "" : " (through the group " + group + ")");
        String zh = "策略 " + s.policy() + " 的第 " + number + " 条声明" + (group == null ? "" : "（来自用户组 " + group + "）");
        return new Text(en, zh);
    }
}
