export { dayIn } from './day.ts';
export { invoiceRoutes } from './invoices/invoices.routes.ts';
export { joinLimit } from './limit.queries.ts';
export { limitSpend } from './limit-spend.ts';
export { type Money, moneyOf, writeMoney } from './money.ts';
export { type CountryParts, type Price, priceOf, priceRangeOf, type TextKind, type Way } from './price.ts';
export { type Cost, estimateCost, foreseeSpend, reserveSpend } from './reserve-spend.ts';
export { setSpending } from './set-spending.ts';
export {
  closeReservation,
  findBudget,
  insertSpendMove,
  listPrices,
  lockBudget,
  readSpend,
  type SpendMove,
  shareBudget,
  spentBy,
} from './spend.queries.ts';
export { type Budget, type CapName, type Caps, type Room, roomIn, type Spend } from './spend.ts';
export { spendReportRoutes } from './spend-report.routes.ts';
export { spendingJobs } from './spending.jobs.ts';
export { spendingRoutes } from './spending.routes.ts';
export { type CostSource, noteTextCosts, type SaidCost, type TextCost } from './text-cost.queries.ts';
