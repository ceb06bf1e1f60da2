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
    wait: ['Too many wrong attempts. You can try again in {wait}.', '错误次数过多，请在 {wait}后重试。'],
    with: ['Sign in with {provider}', '使用 {provider} 登录'],
    or: ['or with a password', '或使用密码登录'],
    back: {
      refused: ['The identity provider did not let you in.', '身份提供商拒绝了登录。'],
      expired: ['That took too long, or was begun in another browser. Try again.', '登录超时，或不是在同一浏览器中发起的，请重试。'],
      failed: ['The identity provider did not answer, or not correctly. Try again, or tell an administrator.', '身份提供商没有响应或响应无效，请重试或联系管理员。'],
      unknown: ['There is no user here for your account. Ask an administrator of your tenant to add you.', '此处没有与您的账号对应的用户，请联系租户管理员添加。'],
      disabled: ['Your user is disabled. Ask an administrator of your tenant.', '您的用户已停用，请联系租户管理员。'],
      throttled: ['Too many attempts. Wait a minute and try again.', '尝试次数过多，请稍候一分钟再试。'],
    },
    missing: ['Enter user and password.', '请输入用户名和密码。'],
    show: ['Show the password', '显示密码'],
    hide: ['Hide the password', '隐藏密码'],
    submit: ['Sign in', '登录'],
  },
} satisfies Pairs
