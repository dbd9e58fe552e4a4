/** For systems under test: all people of a suite come from one address. */
export const manyRegistrations = {
  REGISTRATIONS_PER_ADDRESS_MINUTELY: '100000',
  REGISTRATIONS_PER_ADDRESS_DAILY: '100000',
  REGISTRATIONS_HOURLY: '1000000',
};
