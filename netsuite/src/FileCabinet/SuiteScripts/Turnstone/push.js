/**
 * Tells Turnstone that a record changed: type and id, nothing else. A hint on top of polling, so whatever goes wrong
 * here is logged and never keeps anybody from saving.
 *
 * The message is signed: X-Turnstone-Signature is "sha256=" and the hex HMAC-SHA256, under the API secret
 * custsecret_turnstone_push, of the timestamp, a dot and the body. Turnstone refuses what is older than five minutes.
 *
 * @NApiVersion 2.1
 * @NScriptType UserEventScript
 * @NModuleScope SameAccount
 */
define(['N/https', 'N/crypto', 'N/encode', 'N/runtime', 'N/log'], (https, crypto, encode, runtime, log) => {
  const secret = 'custsecret_turnstone_push';

  const parameter = (name) => runtime.getCurrentScript().getParameter({ name: `custscript_turnstone_push_${name}` });

  /** What Turnstone writes it knows already. */
  const isOurOwn = () => {
    const own = [runtime.ContextType.REST_WEBSERVICES, runtime.ContextType.RESTLET];
    const user = parameter('user');
    return own.includes(runtime.executionContext) && !!user && String(runtime.getCurrentUser().id) === String(user);
  };

  const sign = (text) => {
    const key = crypto.createSecretKey({ secret, encoding: encode.Encoding.UTF_8 });
    const hmac = crypto.createHmac({ algorithm: crypto.HashAlg.SHA256, key });
    hmac.update({ input: text, inputEncoding: encode.Encoding.UTF_8 });
    return hmac.digest({ outputEncoding: encode.Encoding.HEX }).toLowerCase();
  };

  const send = (context, url) => {
    const changed = context.newRecord ?? context.oldRecord;
    const body = JSON.stringify({ type: changed.type, id: String(changed.id), event: context.type });
    const at = String(Math.floor(Date.now() / 1000));
    const answer = https.post({
      url,
      body,
      headers: {
        'Content-Type': 'application/json',
        'X-Turnstone-Timestamp': at,
        'X-Turnstone-Signature': `sha256=${sign(`${at}.${body}`)}`,
      },
    });
    if (answer.code >= 300) {
      log.error({ title: 'Turnstone push refused', details: `${answer.code} for ${changed.type} ${changed.id}` });
    }
  };

  const afterSubmit = (context) => {
    try {
      const url = parameter('url');
      if (url && String(url).startsWith('https://') && !isOurOwn()) {
        send(context, String(url));
      }
    } catch (reason) {
      log.error({ title: 'Turnstone push failed', details: reason?.message ?? String(reason) });
    }
  };

  return { afterSubmit };
});
