import type { Pairs } from '@/app/i18n'

/** What other pages show of it; the rest comes with the pages themselves. */
export default {
  todo: {
    create: ['Create to-do', '创建待办单'],
  },
} satisfies Pairs
