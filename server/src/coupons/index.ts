export { forgetWhoseCodes, listCodesOf } from './code.queries.ts';
export { couponField, poolsIn } from './coupon.ts';
export { couponRoutes } from './coupons.routes.ts';
export { giveCoupons } from './give-coupons.ts';
export { findPoolByName } from './pool.queries.ts';
export { withSampleCoupons } from './sample-coupons.ts';
export { addCodes, changePool, createPool } from './save-pool.ts';
export { type CodeReach, openCodeReach } from './take-free.ts';
