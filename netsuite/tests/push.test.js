const nodeCrypto = require('node:crypto');
const { load } = require('./load');

const url = 'https://turnstone.example/api/netsuite/changes';

function start({ parameters = { url, user: 42 }, user = 3, context = 'USERINTERFACE', answer = { code: 204 } } = {}) {
  const sent = [];
  const errors = [];
  const stubs = {
    'N/https': { post: (message) => {
      sent.push(message);
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    } },
    'N/crypto': {
      HashAlg: { SHA256: 'SHA256' },
      createSecretKey: ({ secret }) => ({ custsecret_turnstone_push: 'the secret' })[secret],
      createHmac: ({ key }) => {
        const hmac = nodeCrypto.createHmac('sha256', key);
        return { update: ({ input }) => hmac.update(input, 'utf8'), digest: () => hmac.digest('hex').toUpperCase() };
      },
    },
    'N/encode': { Encoding: { UTF_8: 'UTF_8', HEX: 'HEX' } },
    'N/runtime': {
      ContextType: { REST_WEBSERVICES: 'RESTWEBSERVICES', RESTLET: 'RESTLET' },
      executionContext: context,
      getCurrentUser: () => ({ id: user }),
      getCurrentScript: () => ({ getParameter: ({ name }) => parameters[name.replace('custscript_turnstone_push_', '')] }),
    },
    'N/log': { error: (entry) => errors.push(entry.details) },
  };
  return { sent, errors, push: load('push', stubs) };
}

const edit = { type: 'edit', newRecord: { type: 'invoice', id: 5, secretOfTheInvoice: 1 } };

test('says type and id, signed over timestamp and body, and nothing of the record', () => {
  const { sent, push } = start();
  push.afterSubmit(edit);
  expect(sent).toHaveLength(1);
  const { body, headers } = sent[0];
  expect(JSON.parse(body)).toEqual({ type: 'invoice', id: '5', event: 'edit' });
  const expected = nodeCrypto.createHmac('sha256', 'the secret').update(`${headers['X-Turnstone-Timestamp']}.${body}`).digest('hex');
  expect(headers['X-Turnstone-Signature']).toBe(`sha256=${expected}`);
  expect(Math.abs(Number(headers['X-Turnstone-Timestamp']) - Date.now() / 1000)).toBeLessThan(60);
});

test('reports a deletion from the old record', () => {
  const { sent, push } = start();
  push.afterSubmit({ type: 'delete', newRecord: undefined, oldRecord: { type: 'customerpayment', id: 9 } });
  expect(JSON.parse(sent[0].body)).toEqual({ type: 'customerpayment', id: '9', event: 'delete' });
});

test.each([
  ['its own writes by REST', { user: 42, context: 'RESTWEBSERVICES' }, 0],
  ['its own writes by RESTlet', { user: 42, context: 'RESTLET' }, 0],
  ["another integration's writes", { user: 43, context: 'RESTWEBSERVICES' }, 1],
  ['the integration user in the UI', { user: 42 }, 1],
  ['anything without an address', { parameters: { user: 42 } }, 0],
  ['anything to an address that is not encrypted', { parameters: { url: 'http://x', user: 42 } }, 0],
])('of %s it sends as many messages as it should', (_, given, count) => {
  const { sent, push } = start(given);
  push.afterSubmit(edit);
  expect(sent).toHaveLength(count);
});

test.each([
  ['no connection', new Error('timed out')],
  ['a refusal', { code: 503 }],
])('%s keeps nobody from saving and is logged', (_, answer) => {
  const { errors, push } = start({ answer });
  expect(() => push.afterSubmit(edit)).not.toThrow();
  expect(errors).toHaveLength(1);
});
