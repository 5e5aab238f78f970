import { KEY_HELP } from '../state/keys.js';
import { Dialog } from './dialog.js';

const FILTER_HELP: readonly (readonly [example: string, what: string])[] = [
  ['orders', 'in path, route, host, method, tag or error'],
  ['status:4xx', 'also status:404, status:failed'],
  ['method:post', 'also path: route: host: service:'],
  ['tag:shop', 'also error:TypeError, trace:4bf9'],
  ['slow:200', 'took 200 ms or more; slow:<5 less'],
  ['-health', 'leaves out; before a field as well'],
];

export function HelpDialog() {
  return (
    <Dialog name="help" title="Keyboard and filter">
      <div class="help">
        <dl class="help-list">
          {KEY_HELP.map(([keys, what]) => (
            <div key={what}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <dl class="help-list">
          {FILTER_HELP.map(([example, what]) => (
            <div key={example}>
              <dt>
                <code>{example}</code>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  );
}
