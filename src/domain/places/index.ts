export { findPlace } from './gather';
export { consentNeeded, kindOf, type Place, placeOf } from './rules';
