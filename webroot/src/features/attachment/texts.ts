import type { Pairs } from '@/app/i18n'

export default {
  files: {
    title: ['Files', '附件'],
    none: ['No files', '暂无附件'],
    add: ['Add files', '添加附件'],
    drop: ['Drop files here.', '可拖放文件到此处。'],
    hint: ['Each less than 50 MB, {n} at most: images, PDF, office documents, archives, text.', '单个文件小于 50 MB，最多 {n} 个：图片、PDF、Office 文档、压缩包、文本。'],
    full: ['No more files can be added: there are {n}.', '附件已达上限（{n} 个）。'],
    sending: ['Sending {file}', '正在上传 {file}'],
    percent: ['{percent} % of {size}', '{size} 的 {percent}%'],
    stop: ['Cancel sending {file}', '取消上传 {file}'],
    download: ['Download {file}', '下载 {file}'],
    remove: ['Remove {file}', '删除 {file}'],
    removeTitle: ['Remove this file?', '删除该附件？'],
    removeAsk: ['{file} ({size}) will be removed for everybody.', '{file}（{size}）将对所有人删除。'],
    removed: ['{file} removed', '已删除 {file}'],
    wait: ['The next download can begin in {n} s.', '{n} 秒后可继续下载。'],
    again: ['Try again', '重试'],
    dismiss: ['Dismiss', '忽略'],
    tooLarge: ['It is {size}; a file must have less than 50 MB.', '文件大小为 {size}，须小于 50 MB。'],
    empty: ['It is empty.', '文件为空。'],
    later: ['These files are sent once the to-do is created.', '附件将在待办单创建后上传。'],
  },
} satisfies Pairs
