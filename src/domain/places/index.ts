export { findPlace } from './gather';
export { consentNeeded, isNarrower, kindOf, type Place, placeOf } from './rules';
