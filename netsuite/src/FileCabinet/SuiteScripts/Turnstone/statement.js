/**
 * GET ?customer=&date=[&start=][&open=T][&subsidiary=]: a customer's statement as PDF.
 *
 * @NApiVersion 2.1
 * @NScriptType Restlet
 * @NModuleScope SameAccount
 */
define(['N/render', 'N/format', './lib/refuse'], (render, format, refuse) => {
  /** render.statement takes dates as the user writes them. */
  const asUserWrites = (value) => format.format({ value, type: format.Type.DATE });

  const get = (query) => {
    const customer = refuse.id(query, 'customer');
    const options = {
      entityId: Number(customer),
      printMode: render.PrintMode.PDF,
      statementDate: asUserWrites(refuse.day(query, 'date')),
      openTransactionsOnly: query.open === 'T',
      inCustLocale: query.locale === 'T',
    };
    if (query.start !== undefined) {
      options.startDate = asUserWrites(refuse.day(query, 'start'));
    }
    if (query.subsidiary !== undefined) {
      options.subsidiaryId = Number(refuse.id(query, 'subsidiary'));
    }
    const pdf = render.statement(options);
    return { customer, date: query.date, name: pdf.name, mime: 'application/pdf', base64: pdf.getContents() };
  };

  return { get };
});
