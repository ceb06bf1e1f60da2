import { ElMessageBox } from 'element-plus'
import { i18n } from '@/app/i18n'

/** Asks before something that cannot be taken back; `text` names what will be hit. */
export async function confirm(title: string, text: string, action: string, danger = true): Promise<boolean> {
  try {
    await ElMessageBox.confirm(text, title, { confirmButtonText: action, cancelButtonText: i18n.global.t('ui.cancel'), confirmButtonType: danger ? 'danger' : 'primary', autofocus: false })
    return true
  } catch {
    return false
  }
}
