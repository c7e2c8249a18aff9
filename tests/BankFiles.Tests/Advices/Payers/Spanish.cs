namespace BankFiles.Tests.Advices.Payers;

internal static class Spanish
{
    public static Tongue Tongue { get; } = new("es", ".", ",", ["dd/MM/yyyy", "dd-MM-yyyy", "d 'de' MMMM 'de' yyyy"],
        ["EUR", "EUR", "EUR", "USD"],
        [
            "Compañía Naviera del Sur S.A.", "Talleres Muñoz e Hijos S.L.", "Bodegas Peñalta", "Hospital San Andrés",
            "Construcciones Íñigo S.A.", "Aceites La Loma Cooperativa", "Ferretería Núñez", "Envíos Rápidos S.L.U.",
        ],
        "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
        Tongue.Read(
        """
        Advice=Aviso de pago|Notificación de pago|Aviso de transferencia
        Payer=Ordenante|Pagador|Empresa
        Reference=Referencia de pago|Nuestra referencia|N.º de pago|Número de pago
        Date=Fecha de pago|Fecha valor|Fecha de transferencia
        Currency=Moneda|Divisa
        Total=Importe total|Importe del pago|Total pagado|Importe transferido
        TotalRow=Total|Total general|Suma|Total pagado
        Document=N.º factura|Número de factura|Factura|Su factura|Nº factura
        OwnDocument=Nuestro documento|Asiento|N.º interno
        DocumentDate=Fecha factura|Fecha
        Order=Pedido|N.º pedido
        Gross=Importe bruto|Bruto|Importe factura
        Discount=Descuento|Dto. pronto pago|Descuento pronto pago
        Deduction=Retención|Deducción|Deducciones
        Reason=Motivo|Observaciones|Concepto deducción
        Net=Importe neto|Neto|Importe pagado|Pagado
        CarriedForward=Suma y sigue|Subtotal
        BroughtForward=Suma anterior|Suma de la página anterior
        Page=Página {0} de {1}
        Regards=Atentamente|Un saludo|Saludos cordiales
        Greeting=Estimados señores:|Buenos días,
        Intro=a continuación detallamos nuestro pago.|hemos ordenado el pago de los documentos siguientes.
        See=Adjuntamos el aviso de pago.|El detalle del pago va adjunto.
        Account=Su cuenta con nosotros|N.º proveedor|Código de proveedor
        Reasons=Diferencia de precio|Entrega incompleta|Mercancía dañada|Portes no acordados|Rappel|Entrega tardía
        Invoice=factura|su factura|la factura
        CreditNote=abono|nota de crédito|su abono
        Less=menos|descontando
        And=y
        PaidToday=Hoy hemos pagado {0}. El importe de {1} se abonará el {2} con la referencia {3}.
        Forwarded=---------- Mensaje reenviado ----------|-----Mensaje original-----
        ForwardPrefix=RV: |Fwd:
        Sender=De
        Recipient=Para
        Sent=Enviado|Fecha
        Subject=Asunto
        Department=Cuentas a pagar
        PaymentOf=Pago {0} de {1}
        Questions=No responda a este mensaje. Consultas en el teléfono 91 555 01 00, extensión 12, planta 4.
        """));
}
