import type { Pairs } from '@/app/i18n'

/** What other pages show of it; the rest comes with the pages themselves. */
export default {
  shift: {
    onDutyNow: ['On duty now', '当前值班'],
    untilTime: ['until {time}', '至 {time}'],
    noSchedules: ['No shift schedule yet', '尚无排班'],
    uncovered: ['Nobody on duty', '无人值班'],
  },
} satisfies Pairs
