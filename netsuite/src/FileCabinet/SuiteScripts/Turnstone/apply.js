/**
 * POST {payments: [{payment, customer, apply: [...], credit?: [...]}]}: brings the lines of payments to a wanted end
 * state, for customers with thousands of open invoices, where the record service would send the whole list each time.
 * Each payment is saved by itself; one that is refused does not stop the others. What the script's units do not reach
 * is handed back as left, to be sent again: sending twice changes nothing.
 *
 * @NApiVersion 2.1
 * @NScriptType Restlet
 * @NModuleScope SameAccount
 */
define(['N/record', 'N/runtime', './lib/refuse', './lib/lines'], (record, runtime, refuse, lines) => {
  const mostPayments = 100;

  /** Loading, saving and loading again costs 40 units for one payment; twenty stay for the end. */
  const unitsPerPayment = 60;

  const load = (id) => record.load({ type: record.Type.CUSTOMER_PAYMENT, id, isDynamic: true });

  const one = (entry) => {
    const id = refuse.id(entry, 'payment');
    const payment = load(id);
    const customer = String(payment.getValue({ fieldId: 'customer' }));
    if (customer !== refuse.id(entry, 'customer')) {
      throw refuse.refusal('OTHER_CUSTOMER', `Payment ${id} belongs to customer ${customer}.`);
    }
    // What frees money comes first, or a line that moves to another document would exceed the payment.
    const shrinks = (line) => Number(line?.amount) === 0;
    const apply = [...(entry.apply ?? [])].sort((a, b) => Number(shrinks(b)) - Number(shrinks(a)));
    const changed = lines.bring(payment, 'apply', apply) + lines.bring(payment, 'credit', entry.credit);
    if (changed > 0) {
      payment.save();
    }
    return { payment: id, changed, ...lines.held(changed > 0 ? load(id) : payment) };
  };

  const refused = (entry, reason) => ({
    payment: String(entry?.payment ?? ''),
    error: { code: reason?.name ?? 'UNEXPECTED_ERROR', message: reason?.message ?? String(reason) },
  });

  const post = (body) => {
    const entries = refuse.list(body, 'payments', mostPayments);
    const results = [];
    for (const entry of entries) {
      if (runtime.getCurrentScript().getRemainingUsage() < unitsPerPayment) {
        break;
      }
      try {
        results.push(one(entry));
      } catch (reason) {
        results.push(refused(entry, reason));
      }
    }
    return { results, left: entries.length - results.length };
  };

  return { post };
});
