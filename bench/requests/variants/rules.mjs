/** The same five rules for all that have rules: a header, two paths of request bodies, two of response bodies. */
export const HEADER = 'x-customer';
export const REQUEST_PATHS = ['$.card.number', '$.card.holder'];
export const RESPONSE_PATHS = ['$.payment.receipt', '$..sku'];
