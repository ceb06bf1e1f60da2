// One event stream for all tabs of a browser. Tabs say `open` and `close`, and `end` when the session becomes another, after which all begin anew; with the last tab gone the stream ends.
import { Stream, type StreamMessage } from './stream'

const ports = new Set<MessagePort>()
const stream = new Stream(message => ports.forEach(port => port.postMessage(message)))

addEventListener('connect', event => {
  const port = (event as MessageEvent).ports[0]!
  port.onmessage = ({ data }: MessageEvent<'open' | 'close' | 'end'>) => {
    if (data === 'open') {
      ports.add(port)
      stream.open()
      port.postMessage({ state: stream.state } satisfies StreamMessage)
    } else if (data === 'end') {
      // what is told from here on belongs to another session: no tab of before may hear it
      ports.clear()
      stream.close()
    } else {
      ports.delete(port)
      if (!ports.size) stream.close()
    }
  }
})
