import nlp from 'compromise';
import * as dfd from 'danfojs-node';
import jStat from 'jstat';
import { DecisionTreeClassifier, DecisionTreeRegression } from 'ml-cart';
import { kmeans } from 'ml-kmeans';
import KNN from 'ml-knn';
import { PCA } from 'ml-pca';
import { RandomForestClassifier, RandomForestRegression } from 'ml-random-forest';
import { MultivariateLinearRegression, PolynomialRegression, SimpleLinearRegression } from 'ml-regression';
import * as ss from 'simple-statistics';

/** What the runtime hands to generated code; it takes the property away once it has read it. */
globalThis.guestLibraries = {
  dfd: { ...dfd },
  ss: { ...ss },
  jStat: jStat.jStat ?? jStat,
  nlp,
  ml: {
    SimpleLinearRegression,
    MultivariateLinearRegression,
    PolynomialRegression,
    RandomForestRegression,
    RandomForestClassifier,
    DecisionTreeClassifier,
    DecisionTreeRegression,
    kmeans,
    PCA,
    KNN,
  },
};
