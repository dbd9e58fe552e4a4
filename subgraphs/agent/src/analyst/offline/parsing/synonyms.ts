import { stem } from './words.ts';

/** Words that people use for one another when they speak of columns. A line is one meaning. */
const MEANINGS = `
revenue sales sale income turnover earnings proceeds takings gross
sales sale revenue turnover amount sell
cost expense spending expenditure
price fare charge
amount sum quantity volume
quantity qty units pieces
profit margin gain
salary wage pay income earnings compensation earn
date day time when datetime timestamp dt
year yr
month mo
hour hr
gender sex
country nation state land
region area zone territory
city town
category type kind class group genre
product item article goods
customer client buyer
employee worker staff
rating score grade stars
education educ schooling
health healthy
age years old
name title label
temperature temp
humidity humid
pressure press p
height ht tall stature
weight wt mass heavy weigh
length len long
square sq
feet ft foot
width wd
latitude lat
longitude lon lng long
speed velocity
rainfall rain precipitation precip
damage loss
deaths fatalities killed dead
population pop inhabitants residents people
duration length time
fuel mileage mpg economy
horsepower hp power
number num no count #
maximum max highest
minimum min lowest
average avg mean
percent pct percentage
department dept
address addr
telephone phone
identifier id
vote votes
passenger traveller
size big
`
  .trim()
  .split('\n')
  .map((line) => new Set(line.split(' ').map(stem)));

/** How nearly two stems mean the same in the name of a column: 0 when they do not. */
export function areSynonyms(left: string, right: string): boolean {
  return MEANINGS.some((words) => words.has(left) && words.has(right));
}
