// One event stream for all tabs of a browser. Tabs say `open` and `close`, and `renew` when the session is another; with the last tab gone the stream ends.
import { Stream, type StreamMessage } from './stream'

const ports = new Set<MessagePort>()
const stream = new Stream(message => ports.forEach(port => port.postMessage(message)))

addEventListener('connect', event => {
  const port = (event as MessageEvent).ports[0]!
  port.onmessage = ({ data }: MessageEvent<'open' | 'close' | 'renew'>) => {
    if (data === 'open') {
      ports.add(port)
      stream.open()
      port.postMessage({ state: stream.state } satisfies StreamMessage)
    } else if (data === 'renew') {
      stream.close()
      stream.open()
    } else {
      ports.delete(port)
      if (!ports.size) stream.close()
    }
  }
})
