import type { Pairs } from '@/app/i18n'

export default {
  engineer: {
    title: ['O&M engineers', '运维工程师'],
    hint: ['The people who handle incidents and are told about them.', '处理事件单并接收通知的人员。'],
    search: ['Search by name, alias, mail', '按姓名、别名、邮箱搜索'],
    emptyHint: ['Add the people whom alarms and incidents can be given to.', '请添加可分派告警和事件单的人员。'],
    create: ['Add engineer', '添加工程师'],
    edit: ['Edit engineer', '编辑工程师'],
    name: ['Name', '姓名'],
    alias: ['Alias', '别名'],
    email: ['Mail', '邮箱'],
    emailHint: ['Without an address this engineer gets no messages.', '未填写邮箱则不会收到通知。'],
    language: ['Language of messages', '通知语言'],
    languages: { en: ['English', '英文'], zh: ['Chinese', '中文'] },
    user: ['Signs in as', '关联用户'],
    userHint: ['Nobody who signs in', '未关联用户'],
    userNote: ['To-dos of this engineer wait for that user, who may swap the engineer’s shifts.', '该工程师负责的待办单由此用户处理，其班次可由此用户换班。'],
    createdAt: ['Added', '添加时间'],
    nameMissing: ['Enter a name.', '请输入姓名。'],
    created: ['{name} added', '已添加 {name}'],
    removeTitle: ['Delete this engineer?', '删除该工程师？'],
    removeAsk: ['{name} ({email}) will be deleted. What they did stays in the histories.', '将删除 {name}（{email}），其历史操作记录会保留。'],
    noEmail: ['no mail address', '无邮箱'],
    inUse: ['{name} cannot be deleted: open incidents, open to-dos or enabled forwarding rules are theirs. Forward those incidents, end those to-dos and change those rules first.', '无法删除 {name}：其名下仍有未结束的事件单、待办单或已启用的转发规则。请先转派事件单、结束待办单并修改规则。'],
  },
} satisfies Pairs
