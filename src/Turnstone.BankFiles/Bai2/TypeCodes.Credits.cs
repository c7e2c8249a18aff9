namespace Turnstone.BankFiles.Bai2;

internal static partial class TypeCodes
{
    // Codes 001 to 399: status and money in. Columns: see Parse.
    private const string Credits =
        """
        010 = status - Opening Ledger
        011 = status - Average Opening Ledger MTD
        012 = status - Average Opening Ledger YTD
        015 = status - Closing Ledger
        020 = status - Average Closing Ledger MTD
        021 = status - Average Closing Ledger - Previous Month
        022 = status - Aggregate Balance Adjustments
        024 = status - Average Closing Ledger YTD - Previous Month
        025 = status - Average Closing Ledger YTD
        030 = status - Current Ledger
        037 = status - ACH Net Position
        039 = status - Opening Available + Total Same-Day ACH DTC
        040 = status - Opening Available
        041 = status - Average Opening Available MTD
        042 = status - Average Opening Available YTD
        043 = status - Average Available - Previous Month
        044 = status - Disbursing Opening Available Balance
        045 = status - Closing Available
        050 = status - Average Closing Available MTD
        051 = status - Average Closing Available - Last Month
        054 = status - Average Closing Available YTD - Last Month
        055 = status - Average Closing Available YTD
        056 = status - Loan Balance
        057 = status - Total Investment Position
        059 = status - Current Available (CRS Supressed)
        060 = status - Current Available
        061 = status - Average Current Available MTD
        062 = status - Average Current Available YTD
        063 = status - Total Float
        065 = status - Target Balance
        066 = status - Adjusted Balance
        067 = status - Adjusted Balance MTD
        068 = status - Adjusted Balance YTD
        070 = status - 0-Day Float
        072 = status - 1-Day Float
        073 = status - Float Adjustment
        074 = status - 2 or More Days Float
        075 = status - 3 or More Days Float
        076 = status - Adjustment to Balances
        077 = status - Average Adjustment to Balances MTD
        078 = status - Average Adjustment to Balances YTD
        079 = status - 4-Day Float
        080 = status - 5-Day Float
        081 = status - 6-Day Float
        082 = status - Average 1-Day Float MTD
        083 = status - Average 1-Day Float YTD
        084 = status - Average 2-Day Float MTD
        085 = status - Average 2-Day Float YTD
        086 = status - Transfer Calculation
        100 + sum U Total Credits
        101 + sum U Total Credit Amount MTD
        105 + sum U Credits Not Detailed
        106 + sum U Deposits Subject to Float
        107 + sum U Total Adjustment Credits YTD
        108 + line R Credit (Any Type)
        109 + sum U Current Day Total Lockbox Deposits
        110 + sum U Total Lockbox Deposits
        115 + line R Lockbox Deposit
        116 + line R Item in Lockbox Deposit
        118 + line U Lockbox Adjustment Credit
        120 + sum U EDI Transaction Credit
        121 + line R EDI Transaction Credit
        122 + line R EDIBANX Credit Received
        123 + line U EDIBANX Credit Return
        130 + sum U Total Concentration Credits
        131 + sum U Total DTC Credits
        135 + line R DTC Concentration Credit
        136 + line R Item in DTC Deposit
        140 + sum U Total ACH Credits
        142 + line R ACH Credit Received
        143 + line R Item in ACH Deposit
        145 + line R ACH Concentration Credit
        146 + sum U Total Bank Card Deposits
        147 + line R Individual Bank Card Deposit
        150 + sum U Total Preauthorized Payment Credits
        155 + line R Preauthorized Draft Credit
        156 + line R Item in PAC Deposit
        160 + sum U Total ACH Disbursing Funding Credits
        162 + sum U Corporate Trade Payment Settlement
        163 + sum U Corporate Trade Payment Credits
        164 + line R Corporate Trade Payment Credit
        165 + line R Preauthorized ACH Credit
        166 + line R ACH Settlement
        167 + sum U ACH Settlement Credits
        168 + line U ACH Return Item or Adjustment Settlement
        169 + line R Miscellaneous ACH Credit
        170 + sum U Total Other Check Deposits
        171 + line R Individual Loan Deposit
        172 + line U Deposit Correction
        173 + line R Bank-Prepared Deposit
        174 + line R Other Deposit
        175 + line R Check Deposit Package
        176 + line R Re-presented Check Deposit
        178 + sum U List Post Credits
        180 + sum U Total Loan Proceeds
        182 + sum U Total Bank-Prepared Deposits
        184 + line R Draft Deposit
        185 + sum U Total Miscellaneous Deposits
        186 + sum U Total Cash Letter Credits
        187 + line R Cash Letter Credit
        188 + sum U Total Cash Letter Adjustments
        189 + line U Cash Letter Adjustment
        190 + sum U Total Incoming Money Transfers
        191 + line R Individual Incoming Internal Money Transfer
        195 + line R Incoming Money Transfer
        196 + line U Money Transfer Adjustment
        198 + line R Compensation
        200 + sum U Total Automatic Transfer Credits
        201 + line R Individual Automatic Transfer Credit
        202 + line U Bond Operations Credit
        205 + sum U Total Book Transfer Credits
        206 + line R Book Transfer Credit
        207 + sum U Total International Money Transfer Credits
        208 + line R Individual International Money Transfer Credit
        210 + sum U Total International Credits
        212 + line R Foreign Letter of Credit
        213 + line R Letter of Credit
        214 + line X Foreign Exchange of Credit
        215 + sum U Total Letters of Credit
        216 + line R Foreign Remittance Credit
        218 + line R Foreign Collection Credit
        221 + line R Foreign Check Purchase
        222 + line R Foreign Checks Deposited
        224 + line U Commission
        226 + line X International Money Market Trading
        227 + line R Standing Order
        229 + line R Miscellaneous International Credit
        230 + sum U Total Security Credits
        231 + sum U Total Collection Credits
        232 + line X Sale of Debt Security
        233 + line X Securities Sold
        234 + line X Sale of Equity Security
        235 + line X Matured Reverse Repurchase Order
        236 + line X Maturity of Debt Security
        237 + line R Individual Collection Credit
        238 + line X Collection of Dividends
        239 + sum U Total Bankers' Acceptance Credits
        240 + line X Coupon Collections - Banks
        241 + line X Bankers' Acceptances
        242 + line X Collection of Interest Income
        243 + line X Matured Fed Funds Purchased
        244 + line X Interest/Matured Principal Payment
        245 + sum U Monthly Dividends
        246 + line X Commercial Paper
        247 + line X Capital Change
        248 + line X Savings Bonds Sales Adjustment
        249 + line X Miscellaneous Security Credit
        250 + sum U Total Checks Posted and Returned
        251 + sum U Total Debit Reversals
        252 + line U Debit Reversal
        254 + line U Posting Error Correction Credit
        255 + line U Check Posted and Returned
        256 + sum U Total ACH Return Items
        257 + line U Individual ACH Return Item
        258 + line U ACH Reversal Credit
        260 + sum U Total Rejected Credits
        261 + line U Individual Rejected Credit
        263 + line U Overdraft
        266 + line U Return Item
        268 + line U Return Item Adjustment
        270 + sum U Total ZBA Credits
        271 + sum U Net Zero-Balance Amount
        274 + line X Cumulative ZBA or Disbursement Credits
        275 + line X ZBA Credit
        276 + line X ZBA Float Adjustment
        277 + line X ZBA Credit Transfer
        278 + line X ZBA Credit Adjustment
        280 + sum U Total Controlled Disbursing Credits
        281 + line X Individual Controlled Disbursing Credit
        285 + sum U Total DTC Disbursing Credits
        286 + line X Individual DTC Disbursing Credit
        294 + sum U Total ATM Credits
        295 + line U ATM Credit
        301 + line R Commercial Deposit
        302 + sum U Correspondent Bank Deposit
        303 + sum U Total Wire Transfers In - FF
        304 + sum U Total Wire Transfers In - CHF
        305 + sum U Total Fed Funds Sold
        306 + line X Fed Funds Sold
        307 + sum U Total Trust Credits
        308 + line X Trust Credit
        309 + sum U Total Value - Dated Funds
        310 + sum U Total Commercial Deposits
        315 + sum U Total International Credits - FF
        316 + sum U Total International Credits - CHF
        318 + sum U Total Foreign Check Purchased
        319 + sum U Late Deposit
        320 + sum U Total Securities Sold - FF
        321 + sum U Total Securities Sold - CHF
        324 + sum U Total Securities Matured - FF
        325 + sum U Total Securities Matured - CHF
        326 + sum U Total Securities Interest
        327 + sum U Total Securities Matured
        328 + sum U Total Securities Interest - FF
        329 + sum U Total Securities Interest - CHF
        330 + sum U Total Escrow Credits
        331 + line U Individual Escrow Credit
        332 + sum U Total Miscellaneous Securities Credits - FF
        336 + sum U Total Miscellaneous Securities Credits - CHF
        338 + sum U Total Securities Sold
        340 + sum U Total Broker Deposits
        341 + sum U Total Broker Deposits - FF
        342 + line R Broker Deposit
        343 + sum U Total Broker Deposits - CHF
        344 + line U Individual Back Value Credit
        345 + line U Item in Brokers Deposit
        346 + line X Sweep Interest Income
        347 + line X Sweep Principal Sell
        348 + line X Futures Credit
        349 + line X Principal Payments Credit
        350 + sum U Investment Sold
        351 + line X Individual Investment Sold
        352 + sum U Total Cash Center Credits
        353 + line R Cash Center Credit
        354 + line X Interest Credit
        355 + sum U Investment Interest
        356 + sum U Total Credit Adjustment
        357 + line U Credit Adjustment
        358 + line U YTD Adjustment Credit
        359 + line X Interest Adjustment Credit
        360 + sum U Total Credits Less Wire Transfer and Returned
        361 + sum U Grand Total Credits Less Grand Total Debits
        362 + line U Correspondent Collection
        363 + line U Correspondent Collection Adjustment
        364 + line U Loan Participation
        366 + line R Currency and Coin Deposited
        367 + line U Food Stamp Letter
        368 + line U Food Stamp Adjustment
        369 + line U Clearing Settlement Credit
        370 + sum U Total Back Value Credits
        372 + line R Back Value Adjustment
        373 + line U Customer Payroll
        374 + line U FRB Statement Recap
        376 + line U Savings Bond Letter or Adjustment
        377 + line U Treasury Tax and Loan Credit
        378 + line U Transfer of Treasury Credit
        379 + line U FRB Government Checks Cash Letter Credit
        381 + line U FRB Government Check Adjustment
        382 + line U FRB Postal Money Order Credit
        383 + line U FRB Postal Money Order Adjustment
        384 + line U FRB Cash Letter Auto Charge Credit
        385 + sum U Total Universal Credits
        386 + line U FRB Cash Letter Auto Charge Adjustment
        387 + line U FRB Fine-Sort Cash Letter Credit
        388 + line U FRB Fine-Sort Adjustment
        389 + sum U Total Freight Payment Credits
        390 + sum U Total Miscellaneous Credits
        391 + line R Universal Credit
        392 + line R Freight Payment Credit
        393 + line R Itemized Credit Over $10,000
        394 + line U Cumulative Credits
        395 + line U Check Reversal
        397 + line U Float Adjustment
        398 + line X Miscellaneous Fee Refund
        399 + line R Miscellaneous Credit
        """;
}
