import type { Pairs } from '@/app/i18n'
import access from './accessTexts'
import policy from './policyTexts'

export default {
  ...access,
  ...policy,
  signIn: {
    title: ['Sign in', '登录'],
    about: ['Alarms in, incidents opened, the right person told.', '告警接入、事件闭环、及时通知责任人。'],
    lost: ['Your session has ended. Sign in again to go on where you were.', '会话已结束，请重新登录后继续。'],
    user: ['User', '用户名'],
    password: ['Password', '密码'],
    tenant: ['Tenant', '租户'],
    other: ['Another tenant', '其他租户'],
    wrong: ['The user or the password is wrong.', '用户名或密码错误。'],
    missing: ['Enter user and password.', '请输入用户名和密码。'],
    show: ['Show the password', '显示密码'],
    hide: ['Hide the password', '隐藏密码'],
    submit: ['Sign in', '登录'],
  },
} satisfies Pairs
