/**
 * GET ?id=: a receivables document as PDF. REST has no print operation, so this is the only way.
 *
 * @NApiVersion 2.1
 * @NScriptType Restlet
 * @NModuleScope SameAccount
 */
define(['N/render', 'N/search', './lib/refuse'], (render, search, refuse) => {
  /** Only what a customer may see of receivables: never a bill, a check or a payroll journal. */
  const printable = ['CustInvc', 'CustCred', 'CustPymt', 'CustDep', 'CashSale', 'CustRfnd', 'SalesOrd'];

  /** NetSuite renders at most 10 MB; base64 makes four bytes of three. */
  const mostBytes = 10 * 1024 * 1024;

  const typeOf = (id) => {
    const found = search.lookupFields({ type: search.Type.TRANSACTION, id, columns: ['type', 'tranid'] });
    const type = found?.type?.[0]?.value;
    if (!type) {
      throw refuse.refusal('NOT_FOUND', `There is no transaction ${id} that this role can see.`);
    }
    if (!printable.includes(type)) {
      throw refuse.refusal('NOT_PRINTABLE', `Transaction ${id} is a ${type}; only receivables documents are printed.`);
    }
    return { type, number: found.tranid };
  };

  const get = (query) => {
    const id = refuse.id(query, 'id');
    const { type, number } = typeOf(id);
    const options = { entityId: Number(id), printMode: render.PrintMode.PDF, inCustLocale: query.locale === 'T' };
    if (query.form !== undefined) {
      options.formId = Number(refuse.id(query, 'form'));
    }
    const pdf = render.transaction(options);
    if (pdf.size > mostBytes) {
      throw refuse.refusal('TOO_LARGE', `The PDF of ${number} has ${pdf.size} bytes; at most ${mostBytes} can be sent.`);
    }
    return { id, type, number, name: pdf.name, mime: 'application/pdf', base64: pdf.getContents() };
  };

  return { get };
});
