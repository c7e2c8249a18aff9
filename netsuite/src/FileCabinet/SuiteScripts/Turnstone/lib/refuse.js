/**
 * Refusals: a stable code for programs and one sentence for people. NetSuite answers a thrown error of a RESTlet with
 * 400 and {"error": {"code", "message"}}.
 *
 * @NApiVersion 2.1
 * @NModuleScope SameAccount
 */
define(['N/error'], (error) => {
  const refusal = (code, message) => error.create({ name: `TURNSTONE_${code}`, message, notifyOff: true });

  /** The value, which must be there. */
  const required = (body, name) => {
    const value = body?.[name];
    if (value === undefined || value === null || value === '') {
      throw refusal('MISSING', `'${name}' is missing.`);
    }
    return value;
  };

  /** An internal id: digits only, so that nothing else can stand in a search or a key. */
  const id = (body, name) => {
    const value = String(required(body, name));
    if (!/^\d{1,18}$/.test(value)) {
      throw refusal('NOT_AN_ID', `'${name}' must be an internal id, not '${value.slice(0, 40)}'.`);
    }
    return value;
  };

  /** An amount as a decimal text, positive unless zero is said to be allowed. */
  const amount = (body, name, { zero = false } = {}) => {
    const text = String(required(body, name));
    const value = Number(text);
    if (!/^\d{1,13}(\.\d{1,8})?$/.test(text) || (value === 0 && !zero)) {
      throw refusal('NOT_AN_AMOUNT', `'${name}' must be a positive decimal amount, not '${text.slice(0, 40)}'.`);
    }
    return value;
  };

  /** A day as YYYY-MM-DD, as the date NetSuite's fields take. */
  const day = (body, name) => {
    const text = String(required(body, name));
    const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    const value = parts && new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
    if (!value || value.getDate() !== Number(parts[3]) || value.getMonth() !== Number(parts[2]) - 1) {
      throw refusal('NOT_A_DAY', `'${name}' must be a day written YYYY-MM-DD, not '${text.slice(0, 40)}'.`);
    }
    return value;
  };

  /** A text, cut off nowhere: too long is refused. */
  const text = (body, name, most) => {
    const value = String(required(body, name));
    if (value.length > most) {
      throw refusal('TOO_LONG', `'${name}' has ${value.length} characters; at most ${most} are taken.`);
    }
    return value;
  };

  /** A list of 1 to `most` entries. */
  const list = (body, name, most) => {
    const value = required(body, name);
    if (!Array.isArray(value) || value.length === 0 || value.length > most) {
      throw refusal('NOT_A_LIST', `'${name}' must be a list of 1 to ${most} entries.`);
    }
    return value;
  };

  return { refusal, required, id, amount, day, text, list };
});
